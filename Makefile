# Two commands do everything on a fresh machine with Rust and make: `make demo` and `make test`.
LISTEN ?= 127.0.0.1:8080

.PHONY: demo test build fmt clippy tests docs data

# Builds, ingests data/articles into a fresh database, serves API and explorer, prints the URL and questions to try.
demo: build
	./target/release/demarche demo --listen $(LISTEN)

build:
	cargo build --release --locked

test: fmt clippy tests docs data
	@echo "everything passed"

fmt:
	cargo fmt --check

clippy:
	cargo clippy --all-targets --locked -- -D warnings

tests:
	cargo test --locked

docs:
	RUSTDOCFLAGS=-Dwarnings cargo doc --locked --no-deps --document-private-items

# Every example that stands beside a rule in data/.
data:
	cargo run --quiet --profile test --locked -- check-data

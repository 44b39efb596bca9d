"""The network round an entity, fetched from a running server and loaded by networkx.

python3 load.py http://127.0.0.1:8080
"""

import json
import sys
import urllib.request

import networkx

server = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8080"
path = "/v1/entities/person:vladimir-putin/network?limit=50&format=node-link"
with urllib.request.urlopen(server + path) as answer:
    document = json.load(answer)
graph = networkx.node_link_graph(document, edges="links" if "links" in document else "edges")
print(f"networkx {graph.number_of_nodes()} nodes, {graph.number_of_edges()} edges")
sys.exit(0 if graph.number_of_nodes() > 1 else 1)

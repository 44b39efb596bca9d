// The network round an entity, fetched from a running server and loaded by cytoscape (headless) and graphology.
// node load.js http://127.0.0.1:8080
const cytoscape = require("cytoscape");
const graphology = require("graphology");
const Graph = graphology.default ?? graphology;

const server = process.argv[2] ?? "http://127.0.0.1:8080";
const network = async (format) => {
  const path = `/v1/entities/person:vladimir-putin/network?limit=50&format=${format}`;
  return (await fetch(server + path)).json();
};

const check = async () => {
  const core = cytoscape({ headless: true, elements: (await network("cytoscape")).elements });
  const graph = Graph.from(await network("graphology"));
  const sizes = [core.nodes().length, core.edges().length, graph.order, graph.size];
  console.log(`cytoscape ${sizes[0]} nodes, ${sizes[1]} edges; graphology ${sizes[2]} nodes, ${sizes[3]} edges`);
  if (sizes[0] !== sizes[2] || sizes[1] !== sizes[3] || sizes[0] < 2) process.exit(1);
};

check();

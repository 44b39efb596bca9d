// The network round an entity, fetched from a running server and loaded by cytoscape (headless), graphology,
// its GEXF reader and Graphviz (WebAssembly).
// node load.js http://127.0.0.1:8080
const cytoscape = require("cytoscape");
const graphology = require("graphology");
const gexf = require("graphology-gexf");
const { instance } = require("@viz-js/viz");
const Graph = graphology.default ?? graphology;

const server = process.argv[2] ?? "http://127.0.0.1:8080";
const network = (format) => fetch(`${server}/v1/entities/person:vladimir-putin/network?limit=50&format=${format}`);
const json = async (format) => (await network(format)).json();
const text = async (format) => (await network(format)).text();

const check = async () => {
  const core = cytoscape({ headless: true, elements: (await json("cytoscape")).elements });
  const graph = Graph.from(await json("graphology"));
  const read = gexf.parse(Graph, await text("gexf"), { allowUndeclaredAttributes: true });
  const drawn = (await instance()).renderJSON(await text("dot"));
  const sizes = {
    cytoscape: [core.nodes().length, core.edges().length],
    graphology: [graph.order, graph.size],
    "graphology-gexf": [read.order, read.size],
    graphviz: [drawn.objects.length, drawn.edges.length],
  };
  for (const [who, [nodes, edges]] of Object.entries(sizes)) console.log(`${who} ${nodes} nodes, ${edges} edges`);
  const same = new Set(Object.values(sizes).map(String));
  const labels = graph.mapNodes((node, data) => [node, data.label].join()).sort().join();
  const others = read.mapNodes((node, data) => [node, data.label].join()).sort().join();
  if (same.size !== 1 || graph.order < 2 || labels !== others) process.exit(1);
};

check();

//! One question a file: pure functions of the graph, bounded and ordered. CLI, HTTP and explorer call the same.

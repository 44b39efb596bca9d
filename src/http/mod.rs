//! HTTP: routes, parameters, views, errors and handlers of at most 20 lines (extract, ask, view).

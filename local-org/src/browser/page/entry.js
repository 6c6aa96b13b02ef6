// Rollup resolves the base components as if this file imported them.

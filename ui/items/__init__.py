"""Items that QML cannot describe: a column that turns pages, painted codes and water lines."""

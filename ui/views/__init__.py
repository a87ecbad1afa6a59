"""One QObject class a page: what the page shows, as constant properties, and what its keys do, as slots."""

"""The desk's views: read the request, make one call, answer."""

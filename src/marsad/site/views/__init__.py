"""The site's views: read the request, make one call, answer."""

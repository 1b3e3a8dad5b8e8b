"""Classifiers of stances from outside: models in folders and chat servers, loaded by name. None is needed; none is trusted."""

"""The newsroom's desk: queue, document, decision. Every write is one newsroom call."""

"""The queues of background work; each has a worker of its own, so that none waits for another."""

DOCUMENTS = "documents"
MESSAGES = "messages"
PACKS = "packs"
QUEUES = (DOCUMENTS, MESSAGES, PACKS)

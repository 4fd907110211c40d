#!lua flags=allow-oom
-- Tells about the server that holds a queue, which in a cluster may be any of it.
-- KEYS[1]  the queue
-- Returns  what INFO says of the server and of its memory
return redis.call('INFO', 'server') .. redis.call('INFO', 'memory')

-- Since when an administrator wants nobody new to come to a portal.

ALTER TABLE portals ADD COLUMN draining_since bigint;

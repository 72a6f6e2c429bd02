-- What release 0.1.0 does to a schema at step 6: every table, with the columns that it names. Never edited: the portals of that release go on doing
-- it while the first portal of the next one has brought the schema further. Parameters: ReleasedSchemaTests.cs.

UPDATE meta SET epoch = epoch + 1, last_profile_number = last_profile_number + 1;
SELECT only_row, epoch, last_profile_number FROM meta;

INSERT INTO users (id, name, name_key, password_hash, must_change_password, role, disabled_at, created_at, password_changed_at)
VALUES (@user, 'Ada', 'ada', 'hash', 0, 'user', NULL, @now, NULL) ON CONFLICT (name_key) DO NOTHING;
UPDATE users SET disabled_at = @now, password_hash = 'other', role = 'administrator' WHERE id = @user;
SELECT id, name, name_key, password_hash, must_change_password, role, disabled_at, created_at, password_changed_at FROM users;

INSERT INTO memberships (user_id, group_name) VALUES (@user, 'staff') ON CONFLICT DO NOTHING;
SELECT user_id, group_name FROM memberships;

INSERT INTO web_sessions (hash, user_id, created_at, last_seen_at, expires_at, address, user_agent)
VALUES (@bytes, @user, @now, @now, @now, '192.0.2.1', 'browser');
SELECT hash, user_id, created_at, last_seen_at, expires_at, address, user_agent FROM web_sessions;

INSERT INTO throttles (key, failures, window_started_at) VALUES ('sign-in', 1, @now)
ON CONFLICT (key) DO UPDATE SET failures = throttles.failures + 1, window_started_at = excluded.window_started_at, blocked_until = NULL;
SELECT key, failures, window_started_at, blocked_until FROM throttles;

INSERT INTO data_protection_keys (name, sealed, created_at) VALUES ('key', @bytes, @now);
SELECT name, sealed, created_at FROM data_protection_keys;

INSERT INTO secrets (name, sealed, created_at) VALUES ('ca', @bytes, @now)
ON CONFLICT (name) DO UPDATE SET sealed = excluded.sealed, created_at = excluded.created_at;
SELECT name, sealed, created_at FROM secrets;

INSERT INTO settings (key, document, updated_at) VALUES ('issuer', '"x"', @now)
ON CONFLICT (key) DO UPDATE SET document = excluded.document, updated_at = excluded.updated_at;
SELECT key, document, updated_at FROM settings;

INSERT INTO apps (client_id, name, redirect_uris, enabled, created_at) VALUES ('org.example', 'App', '[]', 1, @now)
ON CONFLICT (client_id) DO UPDATE SET name = excluded.name, redirect_uris = excluded.redirect_uris, enabled = excluded.enabled;
SELECT client_id, name, redirect_uris, enabled, created_at FROM apps;

INSERT INTO authorizations (id, user_id, client_id, created_at, expires_at, generation, rotated_at)
VALUES (@authorization, @user, 'org.example', @now, @now, 1, @now);
UPDATE authorizations SET generation = generation + 1, rotated_at = @now, revoked_at = @now, revoked_reason = 'over' WHERE id = @authorization;
SELECT id, user_id, client_id, created_at, expires_at, generation, rotated_at, revoked_at, revoked_reason FROM authorizations;

INSERT INTO authorization_codes (hash, user_id, client_id, redirect_uri, code_challenge, created_at, expires_at)
VALUES (@bytes, @user, 'org.example', 'http://127.0.0.1/', 'x', @now, @now);
UPDATE authorization_codes SET used_at = @now, authorization_id = @authorization WHERE hash = @bytes AND used_at IS NULL;
SELECT hash, user_id, client_id, redirect_uri, code_challenge, created_at, expires_at, used_at, authorization_id FROM authorization_codes;

INSERT INTO profiles (id, number, document, updated_at) VALUES ('office', 1, '{}', @now)
ON CONFLICT (id) DO UPDATE SET document = excluded.document, updated_at = excluded.updated_at;
SELECT id, number, document, updated_at FROM profiles;

INSERT INTO nodes (id, address, certificate_serial, certificate_fingerprint, certificate_ends_at, host_name, wireguard_tcp_url, revision,
    services_revision, created_at)
VALUES ('node-1', '127.0.0.1:8444', NULL, NULL, NULL, 'vpn.example.org', NULL, 1, 1, @now)
ON CONFLICT (id) DO UPDATE SET address = excluded.address, certificate_serial = excluded.certificate_serial,
    certificate_fingerprint = excluded.certificate_fingerprint, certificate_ends_at = excluded.certificate_ends_at,
    host_name = excluded.host_name, given_host_name = NULL, weight = excluded.weight, client_networks = excluded.client_networks,
    draining_since = NULL, wireguard_tcp_url = excluded.wireguard_tcp_url, revision = nodes.revision + 1,
    services_revision = nodes.revision + 1, created_at = excluded.created_at, removed_at = NULL
    WHERE nodes.removed_at IS NOT NULL;
UPDATE nodes SET weight = 50, client_networks = '[]', given_host_name = 'x', draining_since = @now, revision = revision + 1 WHERE id = 'node-1';
SELECT id, address, certificate_serial, certificate_fingerprint, host_name, wireguard_tcp_url, revision, services_revision, created_at,
    removed_at, weight, draining_since, client_networks, given_host_name, certificate_ends_at FROM nodes;

INSERT INTO node_outages (node_id, began_at, reason) VALUES ('node-1', @now, 'unlinked') ON CONFLICT DO NOTHING;
UPDATE node_outages SET ended_at = @now WHERE node_id = 'node-1' AND ended_at IS NULL;
SELECT node_id, began_at, ended_at, reason FROM node_outages;

INSERT INTO node_confirmations (node_id, epoch, revision) VALUES ('node-1', 1, 2)
ON CONFLICT (node_id) DO UPDATE SET epoch = excluded.epoch, revision = excluded.revision;
SELECT node_id, epoch, revision FROM node_confirmations;

INSERT INTO configurations (id, user_id, user_name, profile_id, node_id, protocol, authorization_id, name, public_key, slot, created_at, expires_at)
VALUES (@configuration, @user, 'Ada', 'office', 'node-1', 1, @authorization, 'laptop', 'key', 2, @now, @now) ON CONFLICT DO NOTHING;
SELECT id, user_id, user_name, profile_id, node_id, protocol, authorization_id, name, public_key, slot, created_at, expires_at, removed_at,
    removed_reason FROM configurations;

INSERT INTO placements (configuration_id, node_id, revision, ended) VALUES (@configuration, 'node-1', 3, 0)
ON CONFLICT (configuration_id, node_id) DO UPDATE SET revision = excluded.revision, ended = 0;
SELECT configuration_id, node_id, revision, ended FROM placements;

INSERT INTO slices (profile_id, protocol, node_id, first_host, size) VALUES ('office', 1, 'node-1', 0, 128)
ON CONFLICT (profile_id, protocol, node_id) DO UPDATE SET first_host = excluded.first_host, size = excluded.size;
SELECT profile_id, protocol, node_id, first_host, size FROM slices;

INSERT INTO slot_cursors (profile_id, protocol, node_id, first_slot, end_slot, next_slot) VALUES ('office', 1, 'node-1', 0, 100, 0)
ON CONFLICT (profile_id, protocol, node_id) DO UPDATE SET end_slot = excluded.end_slot;
SELECT profile_id, protocol, node_id, first_slot, end_slot, next_slot FROM slot_cursors;

INSERT INTO free_slots (profile_id, protocol, node_id, freed_at, slot) VALUES ('office', 1, 'node-1', @now, 7) ON CONFLICT DO NOTHING;
SELECT profile_id, protocol, node_id, freed_at, slot FROM free_slots;

INSERT INTO sessions (id, configuration_id, user_id, user_name, profile_id, node_id, address4, address6, client_endpoint, started_at,
    last_seen_at, received, sent)
SELECT @session, c.id, c.user_id, c.user_name, c.profile_id, p.node_id, '10.43.0.2', 'fd43::2', '192.0.2.1:5', @now, @now, 0, 0
FROM configurations c JOIN placements p ON p.configuration_id = c.id WHERE c.id = @configuration AND p.node_id = 'node-1'
ON CONFLICT (id) DO NOTHING;
UPDATE sessions SET received = 1, sent = 2, last_seen_at = @now, ended_at = @now, end_reason = 'idle' WHERE id = @session;
SELECT id, configuration_id, user_id, user_name, profile_id, node_id, address4, address6, client_endpoint, started_at, ended_at, last_seen_at,
    received, sent, end_reason FROM sessions;

INSERT INTO outboxes (node_id, outbox_id, next_event, used_at) VALUES ('node-1', @outbox, 1, @now) ON CONFLICT (node_id, outbox_id) DO NOTHING;
UPDATE outboxes SET next_event = 9 WHERE node_id = 'node-1' AND outbox_id = @outbox AND next_event < 9;
SELECT node_id, outbox_id, next_event, used_at FROM outboxes;

INSERT INTO audit (id, at, actor, action, subject, detail, from_address) VALUES (@session, @now, 'admin', 'user.add', 'Ada', '{}', NULL);
SELECT id, at, actor, action, subject, detail, from_address FROM audit;

INSERT INTO leases (name, holder, until, fence) VALUES ('jobs', 'portal-1', @now, 1)
ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until, fence = leases.fence + 1;
SELECT name, holder, until, fence FROM leases;

INSERT INTO portals (id, address, machine, version, started_at, seen_at) VALUES ('portal-1', 'x', 'x', '0.1.0', @now, @now)
ON CONFLICT (id) DO UPDATE SET address = excluded.address, seen_at = excluded.seen_at;
UPDATE portals SET draining_since = @now WHERE id = 'portal-1' AND draining_since IS NULL;
SELECT id, address, machine, version, started_at, seen_at, draining_since FROM portals;

SELECT number, name, checksum, applied_at FROM schema_migrations;

UPDATE configurations SET removed_at = @now, removed_reason = 'removed' WHERE id = @configuration;
DELETE FROM sessions WHERE id = @session;
DELETE FROM configurations WHERE id = @configuration;
DELETE FROM users WHERE id = @user;
DELETE FROM node_outages WHERE node_id = 'node-1';
DELETE FROM slices WHERE node_id = 'node-1';
DELETE FROM slot_cursors WHERE node_id = 'node-1';
DELETE FROM free_slots WHERE node_id = 'node-1';
DELETE FROM outboxes WHERE node_id = 'node-1';
DELETE FROM nodes WHERE id = 'node-1';
DELETE FROM profiles WHERE id = 'office';
DELETE FROM data_protection_keys WHERE name = 'key';
DELETE FROM audit WHERE id = @session;
DELETE FROM portals WHERE id = 'portal-1';

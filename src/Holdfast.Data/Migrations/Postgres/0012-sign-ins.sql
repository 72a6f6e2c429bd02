-- Who signed in, from the audit log, of one person at a time. Keep in step with the Sqlite file.
CREATE INDEX audit_sign_ins ON audit (subject, at, id) WHERE action IN ('sign-in', 'sign-in.password', 'sign-in.fail');

using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Holdfast.Failover.Postgres;

/// <summary>Writes the files that tell PostgreSQL how to be: all of them ours, none of them in the data.</summary>
internal sealed class PostgresSettings(PostgresPlan plan, PostgresTools tools, TimeProvider time)
{
    private string Main => Path.Combine(plan.Settings, "postgresql.conf");

    private string WhomToFollow => Path.Combine(plan.Settings, "follow.conf");

    private string WhomToWaitFor => Path.Combine(plan.Settings, "wait.conf");

    public string MainFile => Main;

    /// <summary>Before each start.</summary>
    public async Task WriteAllAsync(bool follows, CancellationToken cancel)
    {
        await tools.WriteAsync(Main, MainText(), cancel);
        await tools.WriteAsync(Path.Combine(plan.Settings, "pg_hba.conf"), Doors, cancel);
        await tools.WriteAsync(Path.Combine(plan.Settings, "pg_ident.conf"), Idents(), cancel);
        await WritePasswordsAsync(cancel);
        await EnsureCertificateAsync(cancel);
        await tools.WriteAsync(WhomToFollow, follows ? FollowText() : "", cancel);
        await WriteWaitingAsync(waits: false, cancel);
        // A server that finds this file never comes up writable.
        await tools.WriteAsync(Path.Combine(plan.Data, "standby.signal"), "", cancel);
    }

    public Task WriteWaitingAsync(bool waits, CancellationToken cancel) =>
        tools.WriteAsync(
            WhomToWaitFor,
            waits
                ? $"synchronous_standby_names = '\"{PostgresPlan.NameOf(plan.Other)}\"'\n"
                : "synchronous_standby_names = ''\n",
            cancel
        );

    /// <summary>For programs of PostgreSQL that connect to the other member.</summary>
    public Task WritePasswordsAsync(CancellationToken cancel) =>
        tools.WriteAsync(
            Path.Combine(plan.Settings, "pgpass"),
            $"*:*:*:{PostgresPlan.PairRole}:{plan.Database.ReplicationPassword}\n",
            cancel
        );

    /// <summary>
    /// The password proves both sides to each other for exactly this TLS connection (SCRAM with channel binding), so nobody has to trust
    /// the certificate.
    /// </summary>
    private async Task EnsureCertificateAsync(CancellationToken cancel)
    {
        var file = Path.Combine(plan.Settings, "server.pem");
        if (File.Exists(file))
        {
            return;
        }

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=holdfast database", key, HashAlgorithmName.SHA256);
        var now = time.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(30));
        await tools.WriteAsync(
            file,
            certificate.ExportCertificatePem() + '\n' + key.ExportPkcs8PrivateKeyPem() + '\n',
            cancel
        );
    }

    private string MainText() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            # Written by holdfast at each start. Settings of yours belong into tuning.conf; those below win.
            include_if_exists = '{plan.Folder}/tuning.conf'
            hba_file = '{plan.Settings}/pg_hba.conf'
            ident_file = '{plan.Settings}/pg_ident.conf'
            listen_addresses = '*'
            port = {plan.Self.Port}
            unix_socket_directories = '{plan.Sockets}'
            unix_socket_permissions = 0700
            ssl = on
            ssl_cert_file = '{plan.Settings}/server.pem'
            ssl_key_file = '{plan.Settings}/server.pem'
            password_encryption = 'scram-sha-256'
            wal_level = replica
            wal_log_hints = on
            hot_standby = on
            max_wal_senders = 10
            max_replication_slots = 10
            max_slot_wal_keep_size = {plan.Database.KeptMegabytes}MB
            wal_sender_timeout = 3s
            wal_receiver_timeout = 3s
            wal_receiver_status_interval = 1s
            wal_retrieve_retry_interval = 100ms
            synchronous_commit = on
            logging_collector = on
            log_directory = '{plan.Logs}'
            log_filename = 'postgresql-%a.log'
            log_rotation_age = 1d
            log_rotation_size = 0
            log_truncate_on_rotation = on
            include_if_exists = '{WhomToFollow}'
            include_if_exists = '{WhomToWaitFor}'

            """
        );

    private const string Doors = $"""
        local all all peer map=holdfast
        hostssl replication {PostgresPlan.PairRole} all scram-sha-256
        hostssl postgres {PostgresPlan.PairRole} all scram-sha-256
        host {PostgresPlan.Owner} {PostgresPlan.Owner} all scram-sha-256

        """;

    private string Idents() =>
        string.Concat(
            new[] { "root", plan.User }.Distinct().Select(user => $"holdfast {user} {PostgresPlan.Administrator}\n")
        );

    private string FollowText() =>
        $"""
            primary_conninfo = '{plan.OtherForPrograms}'
            primary_slot_name = '{PostgresPlan.NameOf(plan.Self)}'

            """;
}

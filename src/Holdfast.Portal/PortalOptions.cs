using Holdfast.Identity.Passwords;

namespace Holdfast.Portal;

/// <summary>What the administrator chose when starting a portal.</summary>
public sealed record PortalOptions
{
    /// <summary>The file with the master keys, in <see cref="Home"/>.</summary>
    public const string MasterKeyName = "master.key";

    /// <summary>The portal's state folder: master key, TLS files of its own making and, with SQLite, the database.</summary>
    public required string Home { get; init; }

    /// <summary>The name under which browsers and apps reach the portal.</summary>
    public string HostName { get; init; } = "localhost";

    /// <summary>HTTPS, on all addresses. 1 to 65535.</summary>
    public int Port { get; init; } = 8443;

    /// <summary>Certificate chain in PEM, read again when the file changes; null: one of our own making.</summary>
    public string? TlsCertificate { get; init; }

    /// <summary>Private key of <see cref="TlsCertificate"/> in PEM; null: it stands in the same file.</summary>
    public string? TlsKey { get; init; }

    /// <summary><c>sqlite:PATH</c> or a PostgreSQL connection string; null: a SQLite file in <see cref="Home"/>.</summary>
    public string? Database { get; init; }

    /// <summary>Unix socket of the admin API; who may open it is an administrator.</summary>
    public required string AdminSocket { get; init; }

    /// <summary>HTTP on loopback for <c>/livez</c>, <c>/readyz</c> and <c>/metrics</c>; 0: none.</summary>
    public int TelemetryPort { get; init; }

    /// <summary>Where the first administrator's one-time password is written; null: no administrator is made.</summary>
    public string? AdminPasswordFile { get; init; }

    /// <summary>Where the authority that signed our own TLS certificate is written for people to trust; null: nowhere.</summary>
    public string? CaFile { get; init; }

    /// <summary>A folder served under <c>/.well-known/acme-challenge/</c>; null: none.</summary>
    public string? AcmeFolder { get; init; }

    /// <summary>Makes the profile <c>default</c> in an empty database.</summary>
    public DefaultProfilePorts? DefaultProfile { get; init; }

    /// <summary>Where people and apps find the portals when that is not this one's own name and port, such as a balancer; null: it is.</summary>
    public Uri? PublicAddress { get; init; }

    /// <summary>
    /// From the moment at which a portal that stops says that it is not ready, to the closing of its doors. As long as a balancer needs
    /// to notice.
    /// </summary>
    public TimeSpan DrainTime { get; init; } = TimeSpan.Zero;

    /// <summary>Of the passwords that are set here. No setting: only tests, which sign in hundreds of people, have reason to make it cheap.</summary>
    internal Argon2Cost PasswordCost { get; init; } = Argon2Cost.Default;

    /// <summary>
    /// Where sources of people are asked, a failed sign-in takes this long, or twice as long: who has an account, and where, is not told by
    /// the time. No setting: only tests, in which hundreds fail, have reason to be quicker.
    /// </summary>
    internal TimeSpan FailedSignInPace { get; init; } = TimeSpan.FromMilliseconds(1500);

    /// <summary>The public address without a trailing slash, for example <c>https://vpn.example.org</c>.</summary>
    public string PublicUrl =>
        PublicAddress is { } shared ? shared.GetLeftPart(UriPartial.Authority)
        : Port == 443 ? $"https://{HostName}"
        : $"https://{HostName}:{Port}";
}

/// <summary>Ports of the profile that the first start makes.</summary>
public sealed record DefaultProfilePorts(int WireGuard = 51820, int OpenVpnUdp = 1194, int OpenVpnTcp = 1194);

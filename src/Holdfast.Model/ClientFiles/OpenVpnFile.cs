using Holdfast.Model.Profiles;

namespace Holdfast.Model.ClientFiles;

/// <summary>The configuration of an OpenVPN client, all in one file. Format: <c>docs/protocols/client-files.md</c>.</summary>
public sealed class OpenVpnFile
{
    /// <summary>
    /// Seconds until the client gives a silent server up and tries the next remote. The default of OpenVPN would keep it for a minute at
    /// a dead server; below this a slow mobile network would be taken for a dead one.
    /// </summary>
    private const int ServerPollTimeout = 2;

    /// <summary>OpenVPN takes no more.</summary>
    private const int MostRemotes = 64;

    /// <summary>What both ends assume when the file says nothing.</summary>
    private const int DefaultMtu = 1500;

    public required Profile Profile { get; init; }

    /// <summary>The names or addresses that the client tries, in their order, for each of <see cref="Remotes"/>.</summary>
    public required IReadOnlyList<string> HostNames { get; init; }

    /// <summary>PEM.</summary>
    public required string CaCertificate { get; init; }

    /// <summary>PEM.</summary>
    public required string Certificate { get; init; }

    /// <summary>PEM, PKCS#8.</summary>
    public required string PrivateKey { get; init; }

    /// <summary>OpenVPN static key V1, 2048 bit.</summary>
    public required string TlsCryptKey { get; init; }

    /// <summary>From <see cref="OpenVpnRemotes"/>.</summary>
    public required IReadOnlyList<OpenVpnRemote> Remotes { get; init; }

    public FileHeader? Header { get; init; }

    /// <summary>Lines end in LF, the last one in nothing.</summary>
    public string Render()
    {
        var options = Profile.OpenVpn ?? throw new InvalidOperationException("The profile does not offer OpenVPN.");
        return string.Join(
            '\n',
            [
                .. HeaderLines.Of(Header, Profile),
                .. Directives(options),
                .. Block("ca", CaCertificate),
                .. Block("cert", Certificate),
                .. Block("key", PrivateKey),
                .. Block("tls-crypt", TlsCryptKey),
                .. Remotes.SelectMany(remote => HostNames.Select(host => Line(host, remote))).Take(MostRemotes),
            ]
        );
    }

    /// <summary>
    /// The order is the preference: UDP before TCP, and the node that was chosen before others. <c>remote-random</c> would forget both.
    /// </summary>
    private static string Line(string host, OpenVpnRemote remote) =>
        $"remote {host} {remote.Port} {(remote.Transport == Transport.Udp ? "udp" : "tcp")}";

    private static IEnumerable<string> Directives(OpenVpnOptions options)
    {
        IEnumerable<string> always =
        [
            "dev tun",
            "client",
            "nobind",
            "remote-cert-tls server",
            "verb 3",
            $"server-poll-timeout {ServerPollTimeout}",
            "tls-version-min 1.3",
            "data-ciphers AES-256-GCM:CHACHA20-POLY1305",
            // The server says when keys are renewed.
            "reneg-sec 0",
        ];
        return options.Mtu == DefaultMtu ? always : always.Append($"tun-mtu {options.Mtu}");
    }

    private static IEnumerable<string> Block(string name, string content) =>
        [$"<{name}>", content.ReplaceLineEndings("\n").Trim('\n'), $"</{name}>"];
}

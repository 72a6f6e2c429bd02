using System.Net;
using System.Net.Sockets;
using Holdfast.Model.Addresses;
using Holdfast.Model.Keys;
using Holdfast.Model.Placing;
using Holdfast.Model.Profiles;

namespace Holdfast.Model.ClientFiles;

/// <summary>
/// The configuration of a WireGuard client. Format: <c>docs/protocols/client-files.md</c>. Apps read only the first of two equal keys
/// and only one <c>[Peer]</c>, so each key stands once, with its values joined by commas.
/// </summary>
public sealed class WireGuardFile
{
    /// <summary>Where an app's own TCP end listens; a placeholder that the app replaces.</summary>
    private const string TcpEndpoint = "127.0.0.1:51820";

    public required Profile Profile { get; init; }

    /// <summary>The name or address that clients connect to.</summary>
    public required string HostName { get; init; }

    /// <summary>Of a profile that is divided: where the client is. Null: the profile is not.</summary>
    public ProfilePart? Part { get; init; }

    public required IPAddress Address4 { get; init; }

    public required IPAddress Address6 { get; init; }

    public required WireGuardKey ServerPublicKey { get; init; }

    /// <summary>Null in files for apps, which put in their own.</summary>
    public WireGuardKey? PrivateKey { get; init; }

    public WireGuardKey? PresharedKey { get; init; }

    /// <summary>Where WireGuard inside TCP is served; null: a file for UDP.</summary>
    public Uri? ProxyEndpoint { get; init; }

    public FileHeader? Header { get; init; }

    /// <summary>Lines end in LF, the last one in nothing.</summary>
    public string Render()
    {
        var options = Profile.WireGuard ?? throw new InvalidOperationException("The profile does not offer WireGuard.");
        return string.Join('\n', [.. HeaderLines.Of(Header, Profile), .. Interface(options), "", .. Peer(options)]);
    }

    private IEnumerable<string> Interface(WireGuardOptions options)
    {
        yield return "[Interface]";
        if (options.SendMtu)
        {
            yield return $"MTU = {options.Mtu}";
        }

        if (PrivateKey is not null)
        {
            yield return $"PrivateKey = {PrivateKey.ToBase64()}";
        }

        yield return $"Address = {Address4}/{options.Pool4.PrefixLength},{Address6}/{options.Pool6.PrefixLength}";
        if (ClientDns.IsUsed(Profile) && Dns(options) is { Length: > 0 } dns)
        {
            yield return $"DNS = {dns}";
        }
    }

    private IEnumerable<string> Peer(WireGuardOptions options)
    {
        yield return "[Peer]";
        yield return $"PublicKey = {ServerPublicKey.ToBase64()}";
        if (PresharedKey is not null)
        {
            yield return $"PresharedKey = {PresharedKey.ToBase64()}";
        }

        yield return $"AllowedIPs = {string.Join(',', AllowedIps.Of(Profile, options))}";
        yield return $"Endpoint = {(ProxyEndpoint is null ? UdpEndpoint(options) : TcpEndpoint)}";
        if (ProxyEndpoint is not null)
        {
            yield return $"ProxyEndpoint = {ProxyEndpoint.AbsoluteUri}";
        }

        if (options.Keepalive is { } seconds)
        {
            yield return $"PersistentKeepalive = {seconds}";
        }
    }

    private string Dns(WireGuardOptions options)
    {
        var whole = PoolSlice.WholeOf(options.Pool4, options.Pool6);
        var slice = Part?.Slice ?? whole;
        var (pool4, pool6) = (slice.In(options.Pool4, whole), slice.In(options.Pool6, whole));
        return string.Join(
            ',',
            Profile
                .DnsServers.Select(server => ClientDns.Resolve(server, new(pool4), new(pool6)))
                .Concat(Profile.DnsSearchDomains)
        );
    }

    private string UdpEndpoint(WireGuardOptions options)
    {
        var isAddress6 =
            IPAddress.TryParse(HostName, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6;
        return $"{(isAddress6 ? $"[{HostName}]" : HostName)}:{Part?.Port ?? options.ExposedPort ?? options.Port}";
    }
}

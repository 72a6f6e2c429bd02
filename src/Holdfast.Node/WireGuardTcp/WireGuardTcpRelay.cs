using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Holdfast.Node.WireGuardTcp;

/// <summary>
/// Takes clients that speak WireGuard inside TCP and leads them to WireGuard's UDP port. No authentication here: WireGuard does
/// that, and what it does not know it does not answer.
/// </summary>
public sealed partial class WireGuardTcpRelay(WireGuardTcpOptions options, ILogger<WireGuardTcpRelay> logger)
{
    public const string Protocol = "UoTLV/1";

    private readonly ConnectionLimits _limits = new(options.MaximumConnections, options.MaximumConnectionsPerAddress);
    private readonly ConcurrentDictionary<IPEndPoint, IPEndPoint> _clients = new();
    private volatile ImmutableDictionary<string, Target> _targets = ImmutableDictionary<string, Target>.Empty;

    /// <summary>Connections now.</summary>
    public int Count => _clients.Count;

    /// <summary>Where a client really is that WireGuard sees at <paramref name="seen"/>, an address of ours; null: not one of these.</summary>
    public IPEndPoint? ClientBehind(IPEndPoint seen) => _clients.GetValueOrDefault(seen);

    /// <summary>Sets which profiles are served and where their WireGuard listens. Clients of a target that is no more are disconnected.</summary>
    public void Serve(IReadOnlyDictionary<string, IPEndPoint> wireGuardByProfile)
    {
        var before = _targets;
        var now = before.ToBuilder();
        foreach (var (profile, target) in before)
        {
            if (!wireGuardByProfile.TryGetValue(profile, out var endpoint) || !endpoint.Equals(target.WireGuard))
            {
                now.Remove(profile);
            }
        }

        foreach (var (profile, endpoint) in wireGuardByProfile)
        {
            now.TryAdd(profile, new(endpoint, new()));
        }

        _targets = now.ToImmutable();
        foreach (var (profile, target) in before)
        {
            if (_targets.GetValueOrDefault(profile) != target)
            {
                target.Ending.Cancel();
            }
        }
    }

    /// <summary>Answers one request, and carries its datagrams until one side ends.</summary>
    internal async Task HandleAsync(HttpContext http, string profile)
    {
        if (!HttpMethods.IsGet(http.Request.Method))
        {
            http.Response.Headers.Allow = HttpMethods.Get;
            await Refusal.WriteAsync(http, StatusCodes.Status405MethodNotAllowed, WireGuardTcpProblems.WrongMethod);
        }
        else if (!_targets.TryGetValue(profile, out var target))
        {
            await Refusal.WriteAsync(http, StatusCodes.Status404NotFound, WireGuardTcpProblems.UnknownProfile);
        }
        else if (AskedFor(http) is not { } upgrade)
        {
            http.Response.Headers.Upgrade = Protocol;
            await Refusal.WriteAsync(http, StatusCodes.Status426UpgradeRequired, WireGuardTcpProblems.UpgradeRequired);
        }
        else
        {
            await AdmitAsync(http, upgrade, target);
        }
    }

    private static IHttpUpgradeFeature? AskedFor(HttpContext http) =>
        HttpProtocol.IsHttp11(http.Request.Protocol)
        && http.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } upgrade
        && http.Request.Headers.Upgrade.Any(u => string.Equals(u, Protocol, StringComparison.OrdinalIgnoreCase))
            ? upgrade
            : null;

    private async Task AdmitAsync(HttpContext http, IHttpUpgradeFeature upgrade, Target target)
    {
        var address = http.Connection.RemoteIpAddress ?? IPAddress.None;
        if (!_limits.TryEnter(address))
        {
            http.Response.Headers.RetryAfter = "30";
            Log.Refused(logger, address);
            await Refusal.WriteAsync(http, StatusCodes.Status503ServiceUnavailable, WireGuardTcpProblems.Busy);
            return;
        }

        try
        {
            await CarryAsync(http, upgrade, target);
        }
        finally
        {
            _limits.Leave(address);
        }
    }

    private async Task CarryAsync(HttpContext http, IHttpUpgradeFeature upgrade, Target target)
    {
        http.Response.Headers.Upgrade = Protocol;
        await using var stream = await upgrade.UpgradeAsync();
        using var tunnel = new DatagramTunnel(stream, target.WireGuard, options.IdleTimeout);
        tunnel.Connect();
        var seen = tunnel.LocalEndPoint;
        _clients[seen] = new(http.Connection.RemoteIpAddress ?? IPAddress.None, http.Connection.RemotePort);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, target.Ending.Token);
        try
        {
            Log.Ended(logger, await tunnel.RunAsync(ending.Token));
        }
        catch (SocketException e)
        {
            Log.Ended(logger, e.SocketErrorCode.ToString());
        }
        finally
        {
            _clients.TryRemove(seen, out _);
        }
    }

    private sealed record Target(IPEndPoint WireGuard, CancellationTokenSource Ending);
}

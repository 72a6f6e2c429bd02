using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Holdfast.Link.Messages;
using Holdfast.Link.Problems;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Problems;

namespace Holdfast.Node.Linking;

/// <summary>
/// What a portal may want. It decides who is let in, but it does not get at the machine: names become devices, files and lines of
/// rules, so what could be anything else goes no further than here, whoever sent it.
/// </summary>
internal static class PortalClaims
{
    private const int LongestId = 100;
    private const int MostServices = 2000;
    private const int MostProcesses = 64;

    /// <param name="portalId">Who wants it.</param>
    /// <returns>Null: it may be so.</returns>
    public static Problem? Doubt(LinkMessage message, string portalId) =>
        message switch
        {
            Snapshot { Revision: { Epoch: < 0 } or { Number: < 0 } } => "Its revision is negative.",
            Delta { Changes.To: { Epoch: < 0 } or { Number: < 0 } } => "Its revision is negative.",
            Snapshot snapshot => Doubt(snapshot.Services) ?? Doubt(snapshot.Peers),
            Delta delta => Doubt(delta.Changes.Services ?? []) ?? Doubt(delta.Changes.Peers),
            _ => null,
        }
            is { } detail
            ? LinkProblems.Impossible.At($"portal {portalId}", detail)
            : null;

    private static string? Doubt(IReadOnlyList<ProfileServices> services)
    {
        if (services.Count > MostServices || services.Any(s => s.OpenVpn.Count > MostProcesses))
        {
            return "It wants too many services.";
        }

        var names = services
            .SelectMany(s => s.OpenVpn.Select(o => o.Interface).Append(s.WireGuard?.Interface))
            .OfType<string>()
            .ToList();
        return !names.TrueForAll(DeviceNames.IsOurs) ? "A device has a name that is not one of ours."
            : names.Distinct(StringComparer.Ordinal).Count() < names.Count ? "Two devices have one name."
            : services.DistinctBy(s => s.ProfileId, StringComparer.Ordinal).Count() < services.Count
                ? "A profile is there twice."
            : services.Any(s => !IsId(s.ProfileId)) ? "A profile has an id that is none."
            : services.Select(s => s.WireGuard).OfType<WireGuardService>().Any(w => !IsPossible(w))
                ? "A WireGuard service has a port, an MTU or a pool that cannot be."
            : null;
    }

    private static string? Doubt(IReadOnlyList<WireGuardPeer> peers) =>
        peers.Any(p => !IsFour(p.Address4) || IsFour(p.Address6) || p.Address6.ScopeId != 0)
            ? "A peer has addresses of the wrong kind."
            : null;

    private static bool IsPossible(WireGuardService service) =>
        service is { Port: > 0 and <= 65535, Mtu: >= 576 and <= 65535 }
        && IsFour(service.Pool4.BaseAddress)
        && !IsFour(service.Pool6.BaseAddress);

    private static bool IsFour(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork;

    /// <summary>Of a profile, or of a part of one: its id and the number of a unit.</summary>
    private static bool IsId(string id) =>
        id.Length <= LongestId
        && id.Split('@') is [{ Length: > 0 } profile, .. { Length: <= 1 } parts]
        && profile.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
        && parts.All(part => byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _));
}

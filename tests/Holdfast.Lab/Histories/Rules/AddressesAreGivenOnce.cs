using System.Net;
using Holdfast.Model.Profiles;

namespace Holdfast.Lab.Histories.Rules;

/// <summary>Two configurations that live at once have two addresses: by what clients were told, in the database, and on the nodes.</summary>
internal sealed class AddressesAreGivenOnce : IRule
{
    public string Name => "no address is given twice";

    public IEnumerable<string> Check(History history) =>
        [.. AsTold(history), .. AsStored(history.End), .. AsLive(history.End)];

    private static IEnumerable<string> AsTold(History history) =>
        Life.OfAll(history)
            .Select(life => (Address: AddressOf(life.Given, history), Life: life))
            .Where(one => one.Address is not null)
            .GroupBy(one => (one.Address, one.Life.Given.Protocol))
            .SelectMany(same => Overlapping(same.Key.Address!, [.. same.Select(one => one.Life)]));

    /// <summary>An OpenVPN client learns it when its tunnel comes up.</summary>
    private static IPAddress? AddressOf(Given given, History history) =>
        given.Address ?? history.Tunnels.FirstOrDefault(tunnel => tunnel.Given.Key == given.Key)?.Address;

    private static IEnumerable<string> Overlapping(IPAddress address, List<Life> lives)
    {
        lives.Sort((one, other) => one.Certain.From.CompareTo(other.Certain.From));
        foreach (var (one, next) in lives.Zip(lives.Skip(1)))
        {
            if (one.Certain.Overlaps(next.Certain))
            {
                yield return $"{address} was {one.Connect.App}'s, {one.Certain}, when {next.Connect.App} was given it at {next.Certain.From.TotalSeconds:0.00} s";
            }
        }
    }

    private static IEnumerable<string> AsStored(EndState end) =>
        from same in end.Configurations.GroupBy(one => (one.Protocol, one.Slot))
        let rows = same.OrderBy(row => row.Created).ToList()
        from pair in rows.Zip(rows.Skip(1))
        where pair.First.Removed is not { } removed || removed > pair.Second.Created
        select $"{Text(same.Key.Protocol)} slot {same.Key.Slot} was {pair.First.Id}'s when {pair.Second.Id} was stored with it";

    private static IEnumerable<string> AsLive(EndState end) =>
        from same in end.Peers.GroupBy(peer => (peer.Node, peer.Service, peer.Address))
        where same.Select(peer => peer.Key).Distinct(StringComparer.Ordinal).Count() > 1
        select $"{same.Key.Address} on {same.Key.Service} of {same.Key.Node}: {string.Join(", ", same.Select(p => p.Key))}";

    private static string Text(Protocol protocol) => protocol == Protocol.WireGuard ? "WireGuard" : "OpenVPN";
}

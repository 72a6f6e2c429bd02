using System.Net;
using Holdfast.Data;
using Holdfast.Data.Nodes;
using Holdfast.Data.Problems;
using Holdfast.Homes;
using Holdfast.Link.Identities;
using Holdfast.Single;

namespace Holdfast.Databases.Pairs;

/// <summary>
/// A server that keeps its database together with another machine has a node that the other's portal has to reach, too: not through a
/// socket of this machine.
/// </summary>
internal sealed class PairLink(HomeFolder home, TimeProvider time)
{
    /// <summary>TCP, as that of further nodes.</summary>
    public const int Port = 8445;

    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);

    /// <summary>Null: the server's database is its own.</summary>
    public static NodeLink? Of(HomeFolder home)
    {
        var pair = new PairDatabase(home);
        return pair.SettingInUse is not null && pair.Group is { } file
            ? file
                .Group.Members.Where(member => member.Id == file.Local.Member)
                .Select(member => new NodeLink($"[::]:{Port}", $"{new IPEndPoint(member.Addresses[0], Port)}"))
                .FirstOrDefault()
            : null;
    }

    /// <summary>Tells all portals where the node is now. Returns when that is stored, or when it is cancelled.</summary>
    public async Task TellAsync(NodeLink link, CancellationToken cancel)
    {
        try
        {
            while (!await TryAsync(link, cancel))
            {
                await Task.Delay(BetweenTries, time, cancel);
            }
        }
        catch (OperationCanceledException)
        {
            // The server ends.
        }
    }

    /// <returns>False: no primary answers.</returns>
    private async Task<bool> TryAsync(NodeLink link, CancellationToken cancel)
    {
        if (
            NodeIdentityStore.Open(home.Node, time).Value?.Current.NodeId is not { } node
            || new PairDatabase(home).SettingInUse is not { } setting
        )
        {
            return true;
        }

        try
        {
            await using var database = DatabaseFactory.Open(setting);
            await database.WriteAsync(unit => new NodeStore().SetAddressAsync(unit, node, link.Address), cancel);
            return true;
        }
        catch (DatabaseException)
        {
            return false;
        }
    }
}

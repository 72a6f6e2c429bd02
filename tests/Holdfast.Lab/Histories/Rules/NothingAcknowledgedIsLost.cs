namespace Holdfast.Lab.Histories.Rules;

/// <summary>
/// What a client was given is in the database and, unless the client may have given it up or it has expired, lives there and on its nodes;
/// what it was told is ended, does not.
/// </summary>
internal sealed class NothingAcknowledgedIsLost : IRule
{
    public string Name => "nothing acknowledged is lost";

    public IEnumerable<string> Check(History history)
    {
        var stored = history.End.Configurations.ToLookup(row => row.Key, StringComparer.Ordinal);
        var live = history.End.Peers.ToLookup(peer => peer.Key, StringComparer.Ordinal);
        return
        [
            .. Life.OfAll(history).SelectMany(life => CheckLife(life, history.End, stored, live)),
            .. history
                .Calls.GroupBy(call => call.App, StringComparer.Ordinal)
                .SelectMany(calls => CheckEnd(calls, stored)),
        ];
    }

    private static IEnumerable<string> CheckLife(
        Life life,
        EndState end,
        ILookup<string, StoredConfiguration> stored,
        ILookup<string, LivePeer> live
    )
    {
        var rows = stored[life.Given.Key].Where(row => IsOf(row, life.Given)).ToList();
        if (rows.Count == 0)
        {
            yield return $"the database does not know what was answered to {life.Connect}";
        }
        else if (life.End == LifeEnd.None && life.Given.Expires > end.At)
        {
            foreach (var what in CheckLiving(life, rows, live))
            {
                yield return what;
            }
        }
    }

    private static bool IsOf(StoredConfiguration row, Given given) =>
        row.Protocol == given.Protocol && (given.Address is null || given.Address.Equals(row.Address));

    private static IEnumerable<string> CheckLiving(
        Life life,
        List<StoredConfiguration> rows,
        ILookup<string, LivePeer> live
    )
    {
        if (rows.Find(row => row.IsLiving) is not { } row)
        {
            yield return $"the database has ended what was answered to {life.Connect}";
            yield break;
        }

        foreach (var node in row.Nodes)
        {
            var there = live[row.Key].Where(peer => peer.Node == node).ToList();
            if (there.Count == 0)
            {
                yield return $"{node} does not let in what was answered to {life.Connect}";
            }
            else if (row.Address is { } address && !there.Exists(peer => peer.Address.Equals(address)))
            {
                yield return $"{node} has {there[0].Address} for {life.Connect.App}, who was given {address}";
            }
        }
    }

    /// <summary>An app whose last word was a disconnect that succeeded has nothing.</summary>
    private static IEnumerable<string> CheckEnd(
        IEnumerable<Call> callsOfOneApp,
        ILookup<string, StoredConfiguration> stored
    )
    {
        List<Call> calls = [.. callsOfOneApp.OrderBy(call => call.Begun)];
        if (calls[^1] is not { Kind: CallKind.Disconnect, Succeeded: true })
        {
            return [];
        }

        return calls
            .Select(call => call.Given?.Key)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .Where(key => stored[key].Any(row => row.IsLiving))
            .Select(key => $"{calls[^1].App} has disconnected, and {key} lives in the database");
    }
}

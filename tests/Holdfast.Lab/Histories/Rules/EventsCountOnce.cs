namespace Holdfast.Lab.Histories.Rules;

/// <summary>Each use of a configuration is one session of each node that carried it, and its bytes are counted, once.</summary>
internal sealed class EventsCountOnce : IRule
{
    /// <summary>
    /// Nodes look at WireGuard's counters, and OpenVPN tells its own, every 5 s. What came behind the last look, when a connection ends, is
    /// not in the figures; so it is with what came before the first.
    /// </summary>
    private static readonly TimeSpan Unseen = TimeSpan.FromSeconds(12);

    public string Name => "each event counts once";

    public IEnumerable<string> Check(History history)
    {
        var ids = history.End.Configurations.ToLookup(row => row.Key, row => row.Id, StringComparer.Ordinal);
        var sessions = history.End.Sessions.ToLookup(session => session.ConfigurationId, StringComparer.Ordinal);
        var used = history.Tunnels.SelectMany(tunnel => ids[tunnel.Given.Key]).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. history.Tunnels.SelectMany(tunnel =>
                CheckTunnel(tunnel, [.. ids[tunnel.Given.Key].SelectMany(id => sessions[id])])
            ),
            .. history
                .End.Sessions.Where(session => !used.Contains(session.ConfigurationId))
                .Select(session => $"nobody used {session.ConfigurationId}, of which {session.Node} told a session"),
        ];
    }

    private static IEnumerable<string> CheckTunnel(Tunnel tunnel, List<StoredSession> sessions) =>
        [.. Number(tunnel, sessions), .. Twice(tunnel, sessions), .. Bytes(tunnel, sessions)];

    private static IEnumerable<string> Number(Tunnel tunnel, List<StoredSession> sessions)
    {
        var told = sessions.Select(session => session.Node).ToHashSet(StringComparer.Ordinal);
        foreach (var node in tunnel.Connections.Where(one => one.IsUp).Select(one => one.Node).Distinct().Except(told))
        {
            yield return $"{tunnel.App} was on {node}, and there is no session of it: {Text(sessions)}";
        }

        foreach (var node in told.Except(tunnel.Connections.Select(one => one.Node)))
        {
            yield return $"{tunnel.App} never was on {node}, and there is a session of it";
        }

        if (sessions.Count > tunnel.Connections.Count)
        {
            yield return $"{tunnel.App} connected {tunnel.Connections.Count} times, and has {sessions.Count} sessions: {Text(sessions)}";
        }
    }

    private static IEnumerable<string> Twice(Tunnel tunnel, List<StoredSession> sessions) =>
        from same in sessions.GroupBy(session => session.Node, StringComparer.Ordinal)
        let ordered = same.OrderBy(session => session.Started).ToList()
        from pair in ordered.Zip(ordered.Skip(1))
        where pair.First.Ended is not { } ended || ended > pair.Second.Started
        select $"{tunnel.App} has two sessions on {same.Key} at {pair.Second.Started:HH:mm:ss.fff}";

    private static IEnumerable<string> Bytes(Tunnel tunnel, List<StoredSession> sessions)
    {
        var counted = sessions.Sum(session => session.Received);
        if (counted > tunnel.MostSent)
        {
            yield return $"{tunnel.App} sent {tunnel.MostSent} bytes at most, and {counted} were counted: {Text(sessions)}";
        }

        var unseen = tunnel.Answered * (Unseen * tunnel.Connections.Count / tunnel.Used.Length);
        if (counted < tunnel.Answered - unseen)
        {
            yield return $"{tunnel.Answered} bytes of {tunnel.App} were answered, and only {counted} were counted: {Text(sessions)}";
        }
    }

    private static string Text(IEnumerable<StoredSession> sessions) =>
        string.Join(", ", sessions.OrderBy(one => one.Started));
}

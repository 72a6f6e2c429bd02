namespace Holdfast.Node.Sessions;

/// <summary>Counters as last seen.</summary>
/// <param name="Life">Names the life of the counters, see <see cref="Observation.Counter"/>.</param>
/// <param name="Received">Bytes from the client.</param>
/// <param name="Sent">Bytes to the client.</param>
public sealed record CounterMark(string Life, long Received, long Sent)
{
    /// <summary>False: the counters began again, told or untold.</summary>
    public bool Follows(CounterMark before) =>
        Life == before.Life && Received >= before.Received && Sent >= before.Sent;
}

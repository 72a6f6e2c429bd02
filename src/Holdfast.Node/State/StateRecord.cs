using Holdfast.Model.DesiredState;

namespace Holdfast.Node.State;

/// <summary>One line of the snapshot or of a journal. One member is set; in a journal <see cref="Delta"/> and <see cref="Lapsed"/> may be together.</summary>
internal sealed record StateRecord
{
    /// <summary>The first line of each file.</summary>
    public StateHeader? Header { get; init; }

    public ProfileServices? Service { get; init; }

    public WireGuardPeer? Peer { get; init; }

    public OpenVpnClient? Client { get; init; }

    /// <summary>Configurations that have expired; after <see cref="Delta"/>, where both are set.</summary>
    public LapsedRecord? Lapsed { get; init; }

    /// <summary>Only in journals.</summary>
    public NodeDelta? Delta { get; init; }
}

/// <param name="Format">Version of the format, see <see cref="StateFormat"/>.</param>
/// <param name="Kind"><c>snapshot</c> or <c>journal</c>.</param>
/// <param name="Generation">A journal belongs to the snapshot of the same generation.</param>
/// <param name="Revision">Of the state (snapshot), or of the state before the first delta (journal).</param>
/// <param name="At">By the node's clock.</param>
/// <param name="Records">How many records follow in a snapshot; 0 in a journal.</param>
/// <param name="Draining">Of the state, in a snapshot; null: no.</param>
internal sealed record StateHeader(
    int Format,
    string Kind,
    long Generation,
    Revision Revision,
    DateTimeOffset At,
    int Records,
    bool? Draining = null
);

/// <param name="At">When that was seen, by the node's clock.</param>
/// <param name="Ends">What ended, and when it was to end.</param>
internal sealed record LapsedRecord(DateTimeOffset At, IReadOnlyDictionary<Guid, DateTimeOffset> Ends);

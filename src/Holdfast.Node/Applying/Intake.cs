using Holdfast.Link.Messages;
using Holdfast.Model.DesiredState;

namespace Holdfast.Node.Applying;

/// <summary>
/// What becomes of the snapshots and deltas that wait, in their order and whoever brought them: the newest revision wins.
/// </summary>
/// <param name="Delta">All that was taken after <paramref name="Snapshot"/>, as one; null: none.</param>
/// <param name="Snapshot">Replaces the state before; null: none was taken.</param>
/// <param name="Verdicts">One for each message.</param>
public sealed record Intake(NodeState? Snapshot, NodeDelta? Delta, IReadOnlyList<Verdict> Verdicts)
{
    public static Intake Of(Revision ours, IReadOnlyList<LinkMessage> messages)
    {
        var intake = new Intake(null, null, []);
        var verdicts = new List<Verdict>(messages.Count);
        foreach (var message in messages)
        {
            (intake, ours, var verdict) = message switch
            {
                Link.Messages.Snapshot s when s.Revision >= ours => (
                    new Intake(State(s), null, []),
                    s.Revision,
                    Verdict.Taken
                ),
                Link.Messages.Snapshot => (intake, ours, Verdict.Old),
                Link.Messages.Delta d when d.Changes.To <= ours => (intake, ours, Verdict.Old),
                Link.Messages.Delta d when BuildsOn(ours, d.Changes) => (
                    intake.And(d.Changes),
                    d.Changes.To,
                    Verdict.Taken
                ),
                Link.Messages.Delta => (intake, ours, Verdict.Gap),
                _ => throw new ArgumentException("Only snapshots and deltas are taken in.", nameof(messages)),
            };
            verdicts.Add(verdict);
        }

        return intake with
        {
            Verdicts = verdicts,
        };
    }

    /// <summary>
    /// Whether a delta may follow what we have. It may reach back further than our revision, because it says how everything that changed
    /// since <see cref="NodeDelta.From"/> is now; but not across a change of the database, whose numbers before it may mean something else.
    /// </summary>
    private static bool BuildsOn(Revision ours, NodeDelta delta) =>
        delta.From == ours || (delta.From < ours && delta.From.Epoch == ours.Epoch && delta.To.Epoch == ours.Epoch);

    private Intake And(NodeDelta delta) => this with { Delta = Delta?.Then(delta) ?? delta };

    private static NodeState State(Link.Messages.Snapshot snapshot) =>
        NodeState.Empty.With(
            new NodeDelta
            {
                From = Revision.None,
                To = snapshot.Revision,
                Services = snapshot.Services,
                Peers = snapshot.Peers,
                Clients = snapshot.Clients,
                Draining = snapshot.Draining,
            }
        );
}

public enum Verdict
{
    Taken,

    /// <summary>We have it already, or something newer.</summary>
    Old,

    /// <summary>It does not build on what we have; a snapshot is needed.</summary>
    Gap,
}

using Holdfast.Data;
using Holdfast.Data.Epochs;
using Holdfast.Data.Nodes;
using Holdfast.Model.DesiredState;

namespace Holdfast.Portal.Nodes;

/// <summary>
/// Waits until what was committed is real on the nodes, so that a command that cuts somebody off answers when it has happened.
/// </summary>
public sealed class NodeConfirmation(
    IDatabase database,
    NodeStore nodes,
    EpochStore epochs,
    NodeRegistry registry,
    TimeProvider clock
)
{
    /// <summary>Nodes do it within milliseconds. One that does not is told again by its link, whoever waits.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Returns when every node that has a link has made its newest desired state real, or after 2 seconds.</summary>
    public async Task WaitAsync(CancellationToken cancel)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancel);
        try
        {
            var newest = await database.ReadAsync(NewestAsync, either.Token);
            await Task.WhenAll(
                newest.Select(n => registry[n.NodeId].Acknowledgements.WaitAsync(n.Revision, either.Token))
            );
        }
        catch (OperationCanceledException)
        {
            // It is committed, and so it happens; nobody has to wait for it.
        }
    }

    private async Task<IReadOnlyList<(string NodeId, Revision Revision)>> NewestAsync(IUnitOfWork unit)
    {
        var epoch = await epochs.ReadAsync(unit);
        return
        [
            .. (await nodes.ListAsync(unit))
                .Where(node => registry[node.Id].Condition.Linked)
                .Select(node => (node.Id, new Revision(epoch, node.Revision))),
        ];
    }
}

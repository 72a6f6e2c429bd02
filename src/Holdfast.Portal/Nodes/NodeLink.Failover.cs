using Holdfast.Link.Channels;
using Holdfast.Link.Messages;
using Holdfast.Model.DesiredState;

namespace Holdfast.Portal.Nodes;

public sealed partial class NodeLink
{
    private Revision? _toldFailover;

    /// <summary>Of a node that knows what it is: it has told its networks.</summary>
    private async Task TellFailoverAsync(LinkChannel channel, CancellationToken cancel)
    {
        if (
            _state.Status?.Networks is not null
            && await UnlessAwayAsync<FailoverWanted>(async () => await failover.ForAsync(nodeId, cancel)) is { } wanted
            && (_toldFailover is not { } told || wanted.Revision > told)
        )
        {
            await channel.SendAsync(wanted, cancel);
            _toldFailover = wanted.Revision;
        }
    }

    private void Take(FailoverAnswer answer)
    {
        if (NodeClaims.Doubt(answer) is { } doubt)
        {
            Distrust(doubt, ofItself: false);
        }
        else
        {
            questions.Heard(nodeId, answer);
        }
    }
}

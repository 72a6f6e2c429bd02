using System.Security.Cryptography;
using Holdfast.Failover.Agent;

namespace Holdfast.Failover.Validation;

/// <summary>Looks whether the witness is there and knows the group. Takes up to a second.</summary>
internal sealed class WitnessProbe(WitnessPlan plan)
{
    private const int Tries = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    public async Task<bool> LookAsync(byte vrid, CancellationToken cancel)
    {
        // No boot of the agent is as large, so an answer to it is taken for none of these.
        using var link = new WitnessLink(plan, ulong.MaxValue - (ulong)RandomNumberGenerator.GetInt32(int.MaxValue));
        for (var i = 0; i < Tries && link.Answered(vrid) is null; i++)
        {
            link.Look(vrid);
            await Task.Delay(Patience, cancel);
            link.Hear(TimeSpan.Zero, (_, _) => { });
        }

        return link.Answered(vrid) is not null;
    }
}

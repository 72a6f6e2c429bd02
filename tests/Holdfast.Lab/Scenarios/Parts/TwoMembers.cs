using Holdfast.Lab.Holdfasts;
using Holdfast.Lab.Waiting;

namespace Holdfast.Lab.Scenarios.Parts;

/// <summary>The two members of a failover group, each with a folder of its host's name.</summary>
internal sealed class TwoMembers
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private TwoMembers(FailoverMember one, FailoverMember two) => (One, Two) = (one, two);

    public FailoverMember One { get; }

    public FailoverMember Two { get; }

    /// <summary>Both run; who is active is not decided.</summary>
    public static async Task<TwoMembers> StartAsync(Lab lab, FailoverGroup group)
    {
        List<FailoverMember> members = [];
        foreach (var host in group.Members)
        {
            var home = Path.Combine(lab.Folder, host.Name);
            members.Add(lab.Own(await FailoverMember.StartAsync(host, home, group)));
        }

        return new TwoMembers(members[0], members[1]);
    }

    public async Task<bool> IsAnyActiveAsync() => await One.IsActiveAsync() || await Two.IsActiveAsync();

    /// <summary>Waits until one is active and the other is standby.</summary>
    public async Task<(FailoverMember Active, FailoverMember Standby)> AgreeAsync()
    {
        await Wait.UntilAsync("one to be active", Soon, IsAnyActiveAsync);
        var (active, standby) = await One.IsActiveAsync() ? (One, Two) : (Two, One);
        await standby.WaitUntilStandbyAsync();
        return (active, standby);
    }
}

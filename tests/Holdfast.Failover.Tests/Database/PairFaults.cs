using Holdfast.Failover.Database;

namespace Holdfast.Failover.Tests.Database;

/// <summary>What happens to a pair.</summary>
internal static class PairFaults
{
    public static void Inject(PairWorld world)
    {
        var member = world.Members[world.Random.Next(2)];
        var fault = world.Random.Next(9);
        world.Tell($"fault {fault} at {member.Id}");
        switch (fault)
        {
            case 0:
                member.Crash();
                break;
            case 1:
                world.LinkUp = false;
                break;
            case 2:
                member.AgentFrozen = true;
                break;
            case 3:
                member.MachineFrozen = true;
                break;
            case 4:
                member.EndServer();
                break;
            case 8:
                member.Wish(OperatorWish.HandOver);
                break;
            case 5 when member.Up:
                member.Crash();
                member.Start();
                break;
            default:
                Heal(world);
                break;
        }
    }

    public static void Heal(PairWorld world)
    {
        world.LinkUp = true;
        foreach (var member in world.Members)
        {
            (member.AgentFrozen, member.MachineFrozen) = (false, false);
            if (!member.Up)
            {
                member.Start();
            }
        }
    }
}

using Holdfast.Failover.Database;
using Holdfast.Failover.Members;

namespace Holdfast.Failover.Tests.Database;

/// <summary>The essence of the roles: a claim after 300 ms of silence, epochs, and a pause that ends a reign.</summary>
internal sealed class MemberRole(PairWorld world, PairMember member)
{
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(300);
    private Epoch _otherHighest;
    private TimeSpan _heardActiveAt;
    private TimeSpan _heardAt;
    private TimeSpan _livedAt;

    public bool Active { get; private set; }

    public Epoch Held { get; private set; }

    /// <summary>Durable.</summary>
    public Epoch Highest { get; private set; }

    private MemberRole Other => world.OtherOf(member).Role;

    public RoleView View
    {
        get
        {
            var heard = world.Now - _heardAt < Silence;
            return new RoleView(
                Active,
                Active ? Held : Epoch.None,
                Highest,
                heard,
                heard && Other.Active && Other.Held >= Highest,
                _otherHighest
            );
        }
    }

    public void Start() =>
        (Active, _heardActiveAt, _heardAt, _livedAt) = (false, world.Now, TimeSpan.FromHours(-1), world.Now);

    public void End() => Active = false;

    public void Claim()
    {
        Held = Highest = Highest.Next(new MemberId(member.Id));
        Active = true;
        world.Tell($"{member.Id} claims {Held}");
    }

    public void Live()
    {
        if (world.Now - _livedAt > Silence)
        {
            (Active, _heardActiveAt) = (false, world.Now);
        }

        _livedAt = world.Now;
        Hear();
        if (Active ? Highest > Held : MayClaim)
        {
            // One that is active claims again when nobody is under a higher epoch.
            Claim();
        }
    }

    private bool MayClaim =>
        world.Now - _heardActiveAt > Silence + TimeSpan.FromMilliseconds(member.Id * 30)
        && (world.RolesAreBlind || member.State.Told == DatabaseStanding.InStep);

    private void Hear()
    {
        if (!member.Reaches || world.OtherOf(member).AgentFrozen)
        {
            return;
        }

        _heardAt = world.Now;
        _otherHighest = Other.Highest;
        Highest = Epoch.Highest(Highest, Other.Highest);
        _heardActiveAt = Other.Active ? world.Now : _heardActiveAt;
        Active = Active && !(Other.Active && Other.Held > Held);
    }
}

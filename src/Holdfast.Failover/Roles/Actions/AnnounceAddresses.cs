namespace Holdfast.Failover.Roles.Actions;

/// <summary>Tell the network again where the addresses are: gratuitous ARP, unsolicited neighbour advertisement, hook.</summary>
public sealed record AnnounceAddresses : RoleAction
{
    public static readonly AnnounceAddresses Instance = new();
}

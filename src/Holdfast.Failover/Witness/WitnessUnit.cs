namespace Holdfast.Failover.Witness;

/// <summary>A unit of addresses, among those of all groups.</summary>
public readonly record struct WitnessUnit(Guid Group, byte Vrid)
{
    public static WitnessUnit Of(WitnessMessage message) => new(message.Group, message.Vrid);
}

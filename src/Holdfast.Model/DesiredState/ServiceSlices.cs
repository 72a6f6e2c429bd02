using Holdfast.Model.Addresses;

namespace Holdfast.Model.DesiredState;

/// <summary>The parts of a profile's pools that a node's servers have as their network. Null: the whole pool.</summary>
/// <param name="OpenVpn">Of each process's part of the pool.</param>
public sealed record ServiceSlices(PoolSlice? WireGuard, PoolSlice? OpenVpn)
{
    public static readonly ServiceSlices Whole = new(null, null);
}

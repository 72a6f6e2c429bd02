using Holdfast.Model.Addresses;

namespace Holdfast.Model.Placing;

/// <summary>The clients of a shared profile that are at one of its virtual addresses.</summary>
/// <param name="ServiceId">Under which nodes run it; of the first part the profile's id.</param>
/// <param name="Unit">The unit of the failover group whose active node serves it.</param>
/// <param name="Port">To which clients send.</param>
/// <param name="Slice">Its addresses.</param>
/// <param name="IsFirst">It has the profile's own name and port, and OpenVPN.</param>
public sealed record ProfilePart(string ServiceId, int Unit, string HostName, int Port, PoolSlice Slice, bool IsFirst)
{
    public bool Holds(int slot) => slot >= Slice.First && slot < Slice.First + Slice.Slots;
}

namespace Holdfast.Data.Leases;

/// <summary>The right to do something that only one may do at a time, such as a background job.</summary>
/// <param name="Fence">Grows whenever the holder changes: who is asked by a lower fence than it has seen refuses.</param>
public sealed record Lease(string Name, string Holder, DateTimeOffset Until, long Fence);

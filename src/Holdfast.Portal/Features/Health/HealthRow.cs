namespace Holdfast.Portal.Features.Health;

/// <summary>One thing that was looked at.</summary>
/// <param name="Area">Such as “Disk”.</param>
/// <param name="Subject">Which one, where there are several; empty: there is one.</param>
/// <param name="Words">How it is and, where it is not good, what to do.</param>
public sealed record HealthRow(string Area, string Subject, HealthState State, string Words);

namespace Holdfast.Portal.Features.FirstSteps;

/// <summary>One thing that a new service needs.</summary>
/// <param name="Why">In a sentence.</param>
/// <param name="Address">Where it is done; null: outside of these pages.</param>
public sealed record FirstStep(string Title, string Why, string? Address, bool IsDone);

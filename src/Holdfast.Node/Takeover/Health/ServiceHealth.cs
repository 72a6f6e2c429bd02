namespace Holdfast.Node.Takeover.Health;

/// <summary>How a service of a shared profile is now.</summary>
/// <param name="Name">Of its device.</param>
/// <param name="Trouble">Why it carries nothing; null: it works.</param>
/// <param name="IsGone">Without doubt: its device is not there.</param>
internal sealed record ServiceHealth(string Name, string? Trouble, bool IsGone);

namespace Holdfast.Identity.SignIn;

/// <param name="RetryAfter">Zero when allowed.</param>
public sealed record SignInDecision(bool Allowed, TimeSpan RetryAfter);

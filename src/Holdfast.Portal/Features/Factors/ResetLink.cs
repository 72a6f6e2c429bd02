namespace Holdfast.Portal.Features.Factors;

/// <summary>A link with which somebody sets a new password, once. Shown once; a class, so that nothing prints it.</summary>
public sealed class ResetLink(string address, DateTimeOffset expiresAt)
{
    public string Address => address;

    public DateTimeOffset ExpiresAt => expiresAt;
}

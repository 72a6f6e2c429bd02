namespace Holdfast.Portal.Features.Factors;

/// <summary>Recovery codes on a page, once. A class, so that nothing prints it.</summary>
public sealed class RecoveryCodeSheet(IReadOnlyList<string> codes, string next)
{
    public IReadOnlyList<string> Codes => codes;

    /// <summary>Where to go on.</summary>
    public string Next => next;
}

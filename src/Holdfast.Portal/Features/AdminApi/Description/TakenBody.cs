namespace Holdfast.Portal.Features.AdminApi.Description;

/// <summary>
/// What the body of a call is read as. Not the framework's own metadata for this, by which routing would refuse bodies that do not say that
/// they are JSON.
/// </summary>
internal sealed record TakenBody(Type Type);

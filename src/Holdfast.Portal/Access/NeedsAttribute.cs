namespace Holdfast.Portal.Access;

/// <summary>
/// What it takes: on a page for looking at it, on a handler for what it does, and as metadata on an endpoint that is no page. What says
/// nothing is refused to everybody, and a test finds it.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class NeedsAttribute(Right right) : Attribute
{
    public Right Right => right;
}

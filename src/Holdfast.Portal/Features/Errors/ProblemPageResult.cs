using Microsoft.AspNetCore.Mvc;

namespace Holdfast.Portal.Features.Errors;

/// <summary>Nothing but a status; the page for it is drawn by who handles empty answers.</summary>
public sealed class ProblemPageResult(int status) : StatusCodeResult(status);

using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace Waystation.Commands;

/// <summary>
/// Files that do not change while they are served. Watched ones cost an inotify instance for each house, of which a machine may give
/// a user only 128; past that every page that names a style sheet with its hash would fail.
/// </summary>
sealed class StillFiles(IFileProvider files) : IFileProvider
{
    public IFileInfo GetFileInfo(string subpath) => files.GetFileInfo(subpath);

    public IDirectoryContents GetDirectoryContents(string subpath) => files.GetDirectoryContents(subpath);

    public IChangeToken Watch(string filter) => NullChangeToken.Singleton;
}

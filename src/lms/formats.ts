/** A whole package in one of the two formats an LMS takes. */
import { strToU8, zipSync } from 'fflate';
import { courseStructure } from './course-structure.ts';
import { manifest } from './manifest.ts';
import { type Adapter, launchPath, type PackageFiles, packageFiles } from './package.ts';
import type { Course } from './parts.ts';
import type { BuiltSite } from './site.ts';

export const PROTOCOLS = ['scorm', 'cmi5'] as const;
export type Protocol = (typeof PROTOCOLS)[number];

/** `pelatihan-zona-jaringan` */
export const packageName = ({ item }: Course): string => item.replace(/^\/|\/$/g, '').replaceAll('/', '-');

/** @param origin of the city's site. */
export function wholePackage(
  protocol: Protocol,
  course: Course,
  built: BuiltSite,
  origin: string,
  adapter: Adapter,
): PackageFiles {
  const files = packageFiles(course, built, origin, adapter);
  const launch = launchPath(course);
  const index: PackageFiles =
    protocol === 'scorm'
      ? {
          'imsmanifest.xml': strToU8(
            manifest(packageName(course), course, launch, Object.keys(files).sort()),
          ),
        }
      : { 'cmi5.xml': strToU8(courseStructure(course, launch, origin)) };
  return { ...index, ...files };
}

/** The same files always give the same bytes. */
export function zipped(files: PackageFiles): Uint8Array {
  const inOrder = Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));
  return zipSync(inOrder, { level: 9, mtime: new Date(1980, 0, 1) });
}
